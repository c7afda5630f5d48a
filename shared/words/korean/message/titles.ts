import type { Titles } from '../../../domain/message/message.ts';

export const titles: Titles = {
  why: '원인',
  evidence: '근거',
  tunnels: '터널',
  connections: '연결',
  happened: '경과',
  done: '조치 내역',
  todo: '지금 할 일',
  findings: '구성 점검 결과',
  unread: '확인하지 못한 항목',
  more: '… 외 {count}건',
  earlier: '… 이전 {count}건',
};
