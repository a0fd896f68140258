package dev.stitch.api.contact;

import java.util.List;

/**
 * What became of a file's rows.
 *
 * @param created people who were not known
 * @param updated rows that changed somebody, of the file itself included
 * @param skipped rows that are valid and say nothing new
 * @param errors the first {@value #MAX_ERRORS} bad rows
 * @param errorCount all bad rows
 */
public record ImportResult(
    int created, int updated, int skipped, List<BadRow> errors, int errorCount) {

  public static final int MAX_ERRORS = 1000;

  public ImportResult {
    errors = List.copyOf(errors);
  }

  /**
   * A row that was not imported.
   *
   * @param line the physical line of the file, from 1, that the row starts on
   */
  public record BadRow(long line, String message) {}
}
