/** Order a brief with fetch and the service's types: no client is needed. `npm run check` checks it. */
import type { Brief, BriefRequest, ProblemDetails, paths } from "./diemnhan";

type Search = NonNullable<paths["/v1/briefs"]["get"]["parameters"]["query"]>;

/** What the service says is wrong, and what to do about it. */
export class ServiceProblem extends Error {
  constructor(readonly problem: ProblemDetails) {
    super(`${problem.detail} ${problem.remedy}`);
  }
}

async function answered(response: Response): Promise<unknown> {
  const said: unknown = await response.json();
  if (!response.ok) throw new ServiceProblem(said as ProblemDetails);
  return said;
}

/** Order a brief; sent again with the same key, there is still one brief. */
export async function createBrief(server: string, article: BriefRequest, key: string): Promise<Brief> {
  const response = await fetch(`${server}/v1/briefs`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    body: JSON.stringify(article),
  });
  return (await answered(response)) as Brief;
}

/** Return the headlines of the briefs that are found. */
export async function headlines(server: string, search: Search): Promise<string[]> {
  type Found = paths["/v1/briefs"]["get"]["responses"][200]["content"]["application/json"];
  const query = new URLSearchParams(Object.entries(search).map(([name, value]) => [name, String(value)]));
  const found = (await answered(await fetch(`${server}/v1/briefs?${query}`))) as Found;
  return found.briefs.map((brief) => brief.headline.en);
}

export async function show(server: string): Promise<void> {
  const article: BriefRequest = {
    text: "Ngày 5/8/2019, Việt Nam và Nhật Bản ký bản ghi nhớ về y tế.",
    options: { summary_sentences: 2, focus: "cooperation" },
  };
  const brief = await createBrief(server, article, crypto.randomUUID());
  for (const highlight of brief.highlights) {
    const partners = highlight.partners.map((partner) => partner.name.en).join(", ");
    console.log(`${highlight.gist.en} (${partners}; “${highlight.evidence[0]?.text ?? ""}”)`);
  }
  console.log(await headlines(server, { partner: "JP", instrument: "mou", limit: 5 }));
}
