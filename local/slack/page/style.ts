/** Close to what Slack shows on a phone. */
export const pageStyle = `
  body { margin: 0; background: #fff; color: #1d1c1d; font: 15px/1.46 Lato, "Noto Sans CJK KR", "Noto Color Emoji", sans-serif; }
  main { max-width: 430px; margin: 0 auto; }
  h1 { font-size: 16px; margin: 0; padding: 12px 16px; border-bottom: 1px solid #ddd; }
  article { padding: 8px 16px; display: flex; gap: 10px; overflow-wrap: anywhere; }
  article.reply { margin-left: 34px; border-left: 2px solid #ddd; }
  .avatar { flex: none; width: 36px; height: 36px; border-radius: 6px; background: #1264a3; color: #fff; font-weight: 700; text-align: center; line-height: 36px; }
  .reply .avatar { width: 24px; height: 24px; line-height: 24px; font-size: 12px; }
  .who { font-weight: 700; }
  .when { color: #616061; font-size: 12px; margin-left: 6px; }
  .app { background: #eee; color: #616061; font-size: 10px; padding: 1px 3px; border-radius: 2px; margin-left: 4px; }
  .section { margin: 4px 0; }
  .context { margin: 4px 0; color: #616061; font-size: 13px; }
  code { background: #f6f6f6; border: 1px solid #ddd; border-radius: 3px; color: #c01343; font-size: 12px; padding: 1px 3px; }
  a { color: #1264a3; text-decoration: none; }
  img { max-width: 100%; border: 1px solid #ddd; border-radius: 6px; }
  figcaption { font-weight: 700; font-size: 13px; }
  figure { margin: 4px 0; }
`;
