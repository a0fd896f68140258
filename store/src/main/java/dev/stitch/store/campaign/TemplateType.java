package dev.stitch.store.campaign;

/** What a template is for. */
public enum TemplateType {
  OUTREACH,
  ENGAGEMENT,
  CONTENT,
  NURTURE,
  PROSPECTING,
  ENRICHMENT,
  PRUNING
}
