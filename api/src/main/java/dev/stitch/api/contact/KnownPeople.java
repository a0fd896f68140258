package dev.stitch.api.contact;

/** What an import does with people who are known already, by their addresses. */
public enum KnownPeople {
  /** What the file says replaces what is stored; empty cells say nothing. */
  UPDATE,
  /** They stay as they are. */
  SKIP
}
