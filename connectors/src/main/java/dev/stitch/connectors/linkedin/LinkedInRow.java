package dev.stitch.connectors.linkedin;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;

/**
 * A row of an export. Whatever the file does not say, or says in a way that nobody can read, is
 * null.
 *
 * @param line where in the file it begins
 * @param profileUrl in the one spelling that {@link LinkedInProfile} gives it
 */
public record LinkedInRow(
    long line,
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String profileUrl,
    @Nullable String email,
    @Nullable String company,
    @Nullable String position,
    @Nullable LocalDate connectedOn) {

  /** Whether it tells of nobody: LinkedIn leaves a row for members who have left. */
  public boolean isEmpty() {
    return firstName == null && lastName == null && profileUrl == null && email == null;
  }
}
