package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.StepException;
import dev.stitch.sending.MailVariant;
import dev.stitch.step.StepContext;
import dev.stitch.store.sending.AssignmentRepository;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Gives each person one of the texts that a step has, and the same one ever after. */
@Singleton
class MailVariants {

  private static final List<String> TEXTS = List.of("subject", "text", "html");

  private final AssignmentRepository assignments;

  MailVariants(AssignmentRepository assignments) {
    this.assignments = assignments;
  }

  /** The variant of the step's person; empty when the step has none. */
  Optional<VariantContext> of(StepContext context) throws StepException {
    JsonNode configured = context.config().path("variants");
    if (configured.isEmpty()) {
      return Optional.empty();
    }
    List<MailVariant> variants = read(configured);
    UUID thread = assignments.thread(context.runId());
    String person = MailPerson.of(context);
    String node = context.step().id();
    String name =
        assignments.assignVariant(
            thread,
            node,
            person,
            MailVariant.choose(variants, thread + "/" + node + "/" + person).name(),
            variants.stream().map(MailVariant::name).toList());
    return Optional.of(withVariant(context, configured, name));
  }

  /** The same without a database: what somebody gets who has none yet, in a preview. */
  static Optional<VariantContext> preview(StepContext context) throws StepException {
    JsonNode configured = context.config().path("variants");
    if (configured.isEmpty()) {
      return Optional.empty();
    }
    String key = context.step().id() + "/" + MailPerson.of(context);
    return Optional.of(
        withVariant(context, configured, MailVariant.choose(read(configured), key).name()));
  }

  /** As a config names them; one without a weight has 1. */
  static List<MailVariant> read(JsonNode configured) {
    List<MailVariant> variants = new ArrayList<>();
    configured.forEach(
        variant ->
            variants.add(
                new MailVariant(
                    variant.path("name").asText(), variant.path("weight").asDouble(1))));
    return variants;
  }

  /** What a variant says of the mail takes the place of what the step says; the rest stays. */
  private static VariantContext withVariant(StepContext context, JsonNode configured, String name) {
    ObjectNode config = context.config().deepCopy();
    configured.forEach(
        variant -> {
          if (variant.path("name").asText().equals(name)) {
            TEXTS.stream()
                .filter(variant::hasNonNull)
                .forEach(text -> config.set(text, variant.get(text)));
          }
        });
    return new VariantContext(context, name, config);
  }
}
