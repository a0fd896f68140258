package dev.stitch.connectors.http;

import io.micronaut.core.annotation.Nullable;
import java.util.Arrays;
import java.util.List;

/**
 * Takes out of what a platform says whatever it must not repeat: its words become reasons that
 * people read, and history.
 */
public final class Redaction {

  private static final int LONGEST = 300;

  /** Shorter ones are no secrets, and would tear holes into everything. */
  private static final int SHORTEST = 6;

  private final List<String> secrets;

  public Redaction(String... secrets) {
    this.secrets = Arrays.stream(secrets).filter(secret -> secret.length() >= SHORTEST).toList();
  }

  /** What a platform says, on one line of at most 300 characters; empty for null. */
  public String told(@Nullable String words) {
    String told = words == null ? "" : words;
    for (String secret : secrets) {
      told = told.replace(secret, "[hidden]");
    }
    told = told.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return told.length() <= LONGEST ? told : told.substring(0, LONGEST) + "…";
  }
}
