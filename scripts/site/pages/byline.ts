import { longDate } from "../../note/long_date.ts";
import type { Post } from "../../reproduce/judge/sources.ts";
import { type Html, markup } from "../render/escape.ts";

const LANGUAGES: Record<string, string> = { en: "English", zh: "Chinese" };

/** The title of a post in its own language, with its translation. */
export function renderPostTitle({ title, titleTranslated, language }: Post): Html {
  const own = language === "en"
    ? markup`${title}`
    : markup`<span lang="${language}">${title}</span>`;
  return titleTranslated
    ? markup`${own} <span class="translated">(${titleTranslated})</span>`
    : own;
}

/** Author, date and language of a post, with its address. */
export function renderByline(post: Post): Html {
  const { author, date, language, url } = post;
  const tongue = language === "en" ? "" : markup`, in ${LANGUAGES[language] ?? language}`;
  return markup`
    <a href="${url}" rel="noreferrer">${renderPostTitle(post)}</a> by ${author}, <time
      datetime="${date}">${longDate(date)}</time>${tongue}
  `;
}
