/**
 * What a header field such as `Accept-Encoding` names, in lower case, and how much each of it is wanted (RFC 9110,
 * section 12.4.2): "gzip;q=0.5" half as much as "gzip", and what has a weight of 0 not at all.
 */
export function weightsIn(field: string | null): readonly (readonly [name: string, weight: number])[] {
  return (field ?? "").split(",").map(weightOf);
}

function weightOf(element: string): readonly [name: string, weight: number] {
  const [name = "", ...parameters] = element.split(";").map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  return [name, weight === undefined ? 1 : Number(weight)];
}
