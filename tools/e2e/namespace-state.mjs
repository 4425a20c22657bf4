/** Everything in a namespace that who acts there could have changed, by version. */
export async function stateOf(space) {
  const kinds = "pods,deployments,replicasets,services,secrets,configmaps,rolebindings,serviceaccounts";
  const items = await space.list(kinds);
  return items
    .map(({ kind, metadata }) => `${kind}/${metadata.name} ${metadata.uid} ${metadata.generation ?? ""}`)
    .sort()
    .join("\n");
}

/** @throws where it is not what it was. */
export async function isUnchanged(space, before) {
  const after = await stateOf(space);
  if (after !== before) throw new Error(`something changed:\n${before}\nis now\n${after}`);
}
