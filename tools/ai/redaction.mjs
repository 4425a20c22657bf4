/** What looks like a secret wherever it stands: bearer tokens, JSON Web Tokens, keys of providers, passwords in addresses. */
const forms = [
  /\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi,
  /\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g,
  /\bsk-[A-Za-z0-9_-]{8,}/g,
  /(?<=:\/\/[^/\s:@]*:)[^/\s@]+(?=@)/g,
  /(?<=(?:password|passwd|secret|token|api[_-]?key)["']?\s*[:=]\s*["']?)[^\s"',}]{6,}/gi,
];

/** @returns a function that takes secrets out of a text: those given, and what looks like one. */
export function redaction(secrets) {
  const known = secrets.filter((secret) => secret?.length >= 4);
  return (text) => {
    const plain = known.reduce((shown, secret) => shown.replaceAll(secret, "[hidden]"), text);
    return forms.reduce((shown, form) => shown.replace(form, "[hidden]"), plain);
  };
}
