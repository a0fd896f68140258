package dev.stitch.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a misspelt name was probably meant to be. */
public final class NearNames {

  /** Names compared at most, so that a hint never costs more than the check it belongs to. */
  private static final int MAX_COMPARED = 200;

  private NearNames() {}

  /** {@code "; did you mean 'x'?"}, or an empty text when nothing is near. */
  public static String hint(String name, Collection<String> known) {
    List<String> near = near(name, known);
    return near.isEmpty() ? "" : "; did you mean '" + String.join("' or '", near) + "'?";
  }

  /** The nearest known names, best first, at most two. */
  static List<String> near(String name, Collection<String> known) {
    if (name.isBlank() || name.length() > 64) {
      return List.of();
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    record Candidate(String name, int distance) {}
    List<Candidate> candidates = new ArrayList<>();
    known.stream()
        .limit(MAX_COMPARED)
        .filter(each -> each.length() <= 64)
        .forEach(
            each ->
                candidates.add(new Candidate(each, score(wanted, each.toLowerCase(Locale.ROOT)))));
    int tolerated = Math.max(1, wanted.length() / 3);
    return candidates.stream()
        .filter(candidate -> candidate.distance() <= tolerated)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(2)
        .map(Candidate::name)
        .toList();
  }

  /** A part between dots counts as near: {@code email} is meant to be {@code email.send}. */
  private static int score(String wanted, String known) {
    return List.of(known.split("\\.")).contains(wanted) ? 1 : distance(wanted, known);
  }

  /** Levenshtein distance in one row. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
