package dev.stitch.activities.email;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.StepException;
import dev.stitch.sending.MailVariant;
import dev.stitch.step.ConfigFault;
import dev.stitch.step.StepContext;
import dev.stitch.store.sending.AssignmentRepository;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Gives each person one of the texts that a step has, and the same one ever after. */
@Singleton
public class MailVariants {

  private static final List<String> TEXTS = List.of("subject", "text", "html");

  private final AssignmentRepository assignments;

  MailVariants(AssignmentRepository assignments) {
    this.assignments = assignments;
  }

  /** The variant of the step's person; empty when the step has none. */
  public Optional<VariantContext> of(StepContext context) throws StepException {
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
  public static Optional<VariantContext> preview(StepContext context) throws StepException {
    JsonNode configured = context.config().path("variants");
    if (configured.isEmpty()) {
      return Optional.empty();
    }
    String key = context.step().id() + "/" + MailPerson.of(context);
    return Optional.of(
        withVariant(context, configured, MailVariant.choose(read(configured), key).name()));
  }

  /** What the schema does not say of variants: two of one name, and none that anybody gets. */
  public static List<ConfigFault> faults(JsonNode config) {
    JsonNode configured = config.path("variants");
    if (!configured.isArray() || configured.isEmpty()) {
      return List.of();
    }
    List<ConfigFault> faults = new ArrayList<>();
    Set<String> names = new HashSet<>();
    List<MailVariant> variants = read(configured);
    for (int i = 0; i < variants.size(); i++) {
      if (!names.add(variants.get(i).name())) {
        faults.add(
            new ConfigFault(
                "variants[" + i + "].name",
                "there is another variant '" + variants.get(i).name() + "'; rename one"));
      }
    }
    if (variants.stream().allMatch(variant -> variant.weight() <= 0)) {
      faults.add(
          new ConfigFault(
              "variants", "no variant has a weight above 0, so nobody would get one; raise one"));
    }
    return faults;
  }

  /** As a config names them; one without a weight has 1. */
  private static List<MailVariant> read(JsonNode configured) {
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
