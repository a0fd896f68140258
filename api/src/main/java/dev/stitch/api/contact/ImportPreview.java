package dev.stitch.api.contact;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * The beginning of a file as an import would read it.
 *
 * @param columns in the file's order
 */
public record ImportPreview(List<Column> columns) {

  public ImportPreview {
    columns = List.copyOf(columns);
  }

  /**
   * A column of the file.
   *
   * @param name as the header has it; empty when it has none
   * @param holds what it probably holds: the name of a field, {@code attributes.} and a name, or
   *     null for a column that is left out
   * @param samples its cells in the first rows
   */
  public record Column(String name, @Nullable String holds, List<String> samples) {
    public Column {
      samples = List.copyOf(samples);
    }
  }
}
