package dev.stitch.api.contact;

import java.util.List;
import java.util.UUID;

/**
 * What became of a file's rows.
 *
 * @param created people who were not known
 * @param updated rows that changed somebody, of the file itself included
 * @param skipped rows that are valid and say nothing new
 * @param errors the first {@value #MAX_ERRORS} bad rows
 * @param errorCount all bad rows
 * @param contactIds whom the file names, those included who were known: the first {@value
 *     #MAX_CONTACTS}, in the file's order
 */
public record ImportResult(
    int created,
    int updated,
    int skipped,
    List<BadRow> errors,
    int errorCount,
    List<UUID> contactIds) {

  public static final int MAX_ERRORS = 1000;

  public static final int MAX_CONTACTS = 10_000;

  public ImportResult {
    errors = List.copyOf(errors);
    contactIds = List.copyOf(contactIds);
  }

  /**
   * A row that was not imported.
   *
   * @param line the physical line of the file, from 1, that the row starts on
   */
  public record BadRow(long line, String message) {}
}
