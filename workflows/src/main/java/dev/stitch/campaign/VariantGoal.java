package dev.stitch.campaign;

import com.fasterxml.jackson.databind.JsonNode;

/** What the variants of a template's mails are compared by: its config's {@code variantGoal}. */
public enum VariantGoal {
  /** How many of those who got one have answered it. */
  REPLY,
  /** How many of those who got one have reached the template's goal. */
  GOAL;

  /** Without a word about it, and with one that an earlier build let pass, by replies. */
  public static VariantGoal of(JsonNode config) {
    return "goal".equals(config.path("variantGoal").textValue()) ? GOAL : REPLY;
  }
}
