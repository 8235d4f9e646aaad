import type { Verdict } from "@rederive/lib/claim";
import type { Claim, Note } from "../collect/model.ts";
import { claimAddress, noteAddress } from "../render/links.ts";

const RATING: Partial<Record<Verdict, number>> = { "confirmed": 3, "refined": 2, "corrected": 1 };
const US = { "@type": "Organization", "name": "rederive" };

/** A note as a work that is based on a post. */
export function scholarlyArticle(note: Note, base: string): unknown {
  const { title, author, date, url, language } = note.post;
  return {
    "@context": "https://schema.org",
    "@type": "ScholarlyArticle",
    "headline": note.title.slice(0, 110),
    "url": base + noteAddress(note.id),
    "author": US,
    "isBasedOn": {
      "@type": "BlogPosting",
      "headline": title.slice(0, 110),
      "author": { "@type": "Person", "name": author },
      "datePublished": date,
      "inLanguage": language,
      url,
    },
  };
}

/** A judged claim as ClaimReview; nothing for what is out of scope. */
export function claimReview(claim: Claim, note: Note, base: string): unknown {
  const { says, verdict } = claim.record;
  const rating = RATING[verdict];
  if (rating === undefined) return undefined;
  return {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": base + claimAddress(claim),
    "claimReviewed": shortened(says, 75),
    ...(claim.revisions[0]?.since ? { "datePublished": claim.revisions[0].since } : {}),
    "author": US,
    "itemReviewed": {
      "@type": "Claim",
      "text": says,
      "author": { "@type": "Person", "name": note.post.author },
      "datePublished": note.post.date,
      "appearance": { "@type": "BlogPosting", "url": note.post.url },
    },
    "reviewRating": {
      "@type": "Rating",
      "ratingValue": rating,
      "bestRating": 3,
      "worstRating": 1,
      "alternateName": verdict,
    },
  };
}

/** At most so many characters, cut between words. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  return text.slice(0, most - 1).replace(/\s+\S*$/, "") + "…";
}
