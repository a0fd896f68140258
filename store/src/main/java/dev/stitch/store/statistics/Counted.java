package dev.stitch.store.statistics;

import java.util.List;

/**
 * How many rows have some words in common.
 *
 * @param words e.g. a status, or a type and a status
 */
public record Counted(List<String> words, double value) {

  public Counted {
    words = List.copyOf(words);
  }
}
