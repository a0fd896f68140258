package dev.stitch.cli.doctor;

import java.util.List;
import java.util.Map;

/** Language models: whether there is a key to ask them with. Nothing is asked. */
final class ModelExamination implements Examination {

  private static final String SUBJECT = "models";

  private final Map<String, String> environment;

  ModelExamination(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public List<Finding> examine() {
    return List.of(
        Finding.good(
            SUBJECT,
            environment.getOrDefault("ANTHROPIC_API_KEY", "").isBlank()
                ? "ANTHROPIC_API_KEY is not set: steps need a stored key, or the model scripted"
                : "ANTHROPIC_API_KEY is set"));
  }
}
