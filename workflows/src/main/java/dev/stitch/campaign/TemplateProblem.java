package dev.stitch.campaign;

import java.util.Objects;

/**
 * One thing that is wrong with a template.
 *
 * @param pointer where it is, as a JSON pointer into the template, e.g. {@code
 *     /steps/2/config/subject}
 * @param message says what is wrong and how to mend it
 */
public record TemplateProblem(String pointer, String message) {
  public TemplateProblem {
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(message, "message");
  }
}
