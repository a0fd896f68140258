package dev.stitch.activities.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.model.BatchStepType;
import dev.stitch.store.Jsonb;
import dev.stitch.store.run.RunRepository;
import dev.stitch.store.run.RunRow;
import jakarta.inject.Singleton;

/** What steps have of a run that worked off many pages or items. */
@Singleton
class BatchOutputs {

  private final RunRepository runs;

  BatchOutputs(RunRepository runs) {
    this.runs = runs;
  }

  /** Its id and its result; of one that was about a single contact, what it filled, too. */
  ObjectNode of(RunRow run) {
    ObjectNode output = Jsonb.object().put("runId", run.id().toString());
    if (run.outcome().result() instanceof ObjectNode result) {
      output.setAll(result);
    }
    output.put("errors", run.items().error());
    if (run.config().path("contactIds").size() == 1) {
      output.set("filled", filled(run));
    }
    return output;
  }

  private ObjectNode filled(RunRow run) {
    ObjectNode filled = Jsonb.object();
    runs.steps(run.id()).stream()
        .filter(step -> step.stepType().equals(BatchStepType.CONTACT_MERGE.word()))
        .map(step -> step.output() == null ? Jsonb.object() : step.output().path("written"))
        .forEach(
            written ->
                written
                    .properties()
                    .forEach(field -> filled.set(field.getKey(), after(field.getValue()))));
    return filled;
  }

  private static JsonNode after(JsonNode change) {
    return change.path("after");
  }
}
