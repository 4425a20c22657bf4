/**
 * Something that was observed, with a verdict: `ok`; `look`, where a person should; `bad`, where it does not work.
 *
 * @param what the name of the fact, the same for every service.
 * @param where the service.
 * @param observed what was seen, in words and numbers.
 */
export const fact = (what, where, verdict, observed) => ({ what, where, verdict, observed });
