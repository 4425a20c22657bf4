/** Where `chartmodel render --attest` says what the files were made from. */
export const provenancePath = "chartmodel.provenance.json";
