import { describe, expect, it } from 'vitest';
import { findingIds } from '../../../shared/domain/posture/finding.ts';
import type { PostureWords } from '../../../shared/domain/posture/posture-words.ts';
import { grades } from '../../../shared/domain/posture/site.ts';
import { postureWords as english } from '../../../shared/words/english/posture.ts';
import { postureWords as korean } from '../../../shared/words/korean/posture.ts';

describe.each<readonly [string, PostureWords]>([
  ['English', english],
  ['Korean', korean],
])('in %s', (language, words) => {
  it.each(findingIds)('%s says what is wrong, what to do, and where to read more', (id) => {
    const { title, sentence, remedy, url } = words.finding[id];
    expect([...title].length).toBeLessThanOrEqual(40);
    expect(sentence).toMatch(/^\S.{20,108}[^.]$/u);
    expect(remedy).toMatch(/^\S.{20,208}\.$/su);
    expect(url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/(?:ko_kr\/)?vpn\/latest\/s2svpn\/[\w-]+\.html$/);
  });

  it.each(grades)('the grade %s says what it is, and what leads to the next one', (grade) => {
    const { title, sentence, nextStep } = words.grade[grade];
    expect([...title].length).toBeLessThanOrEqual(40);
    expect(sentence).toMatch(/^\S.+\.$/su);
    expect(nextStep === '').toBe(grade === grades.at(-1));
    if (nextStep !== '') expect(nextStep).toMatch(/^\S.{20,248}\.$/su);
  });

  it('counts', () => {
    const { digest } = words;
    for (const count of [0, 1, 2, 1_000]) {
      const said = [
        digest.subject(count),
        digest.counts(count, count + 1),
        digest.gotWorse(count),
        digest.gotWorseSince(count),
        digest.andMore(count),
      ];
      for (const text of said) expect(text).toContain(String(count));
    }
    expect(digest.counts(0, 0)).not.toMatch(/\d/);
  });

  it('has texts of its own', () => {
    const texts = JSON.stringify([words.finding, words.grade, words.titles]);
    expect(/\p{Script=Hangul}/u.test(texts)).toBe(language === 'Korean');
    if (language === 'Korean') {
      for (const id of findingIds) expect(words.finding[id].sentence).toMatch(/니다(?:\(.+\))?$/u);
      for (const id of findingIds) expect(words.finding[id].remedy).toMatch(/(?:십시오|니다)(?:\(.+\))?\.$/u);
    }
  });
});
