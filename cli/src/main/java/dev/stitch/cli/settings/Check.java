package dev.stitch.cli.settings;

import dev.stitch.cli.stack.StackException;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads variables as the part that uses them does.
 *
 * @param variables what it reads
 * @param reader fails when a value makes no sense
 */
record Check(Set<String> variables, Consumer<Map<String, String>> reader) {

  /** Reads one variable where it is set, empty values too. */
  static Check of(String variable, Consumer<String> reader) {
    return new Check(
        Set.of(variable),
        environment -> {
          String value = environment.get(variable);
          if (value != null) {
            reader.accept(value);
          }
        });
  }

  /** Reads one variable that is as good as absent when it is empty. */
  static Check unlessEmpty(String variable, Consumer<String> reader) {
    return of(
        variable,
        value -> {
          if (!value.isBlank()) {
            reader.accept(value);
          }
        });
  }

  /**
   * Reads the variables.
   *
   * @throws StackException when a value makes no sense; its one line names the variable
   */
  void run(Map<String, String> environment) {
    try {
      reader.accept(environment);
    } catch (RuntimeException wrong) {
      String words = String.valueOf(wrong.getMessage()).strip().replaceAll("\\s+", " ");
      boolean named = variables.stream().anyMatch(words::contains);
      throw new StackException(
          named ? words : String.join(", ", variables) + " cannot be used: " + words, wrong);
    }
  }
}
