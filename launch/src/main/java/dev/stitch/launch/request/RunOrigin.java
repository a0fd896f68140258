package dev.stitch.launch.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stitch.store.Jsonb;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.TriggerKind;
import io.micronaut.core.annotation.Nullable;

/**
 * Who asks for a run.
 *
 * @param actor as lists and audit log show it; null where nobody is known
 * @param trigger what the run's row keeps of it; without a {@code kind} of its own, that of {@code
 *     kind}
 */
public record RunOrigin(@Nullable String actor, TriggerKind kind, ObjectNode trigger) {

  public RunOrigin {
    trigger = trigger.deepCopy();
    trigger.putIfAbsent("kind", TextNode.valueOf(kind.word()));
  }

  /** A client of the API. */
  public static RunOrigin api(String actor) {
    return new RunOrigin(actor, TriggerKind.API, Jsonb.object());
  }

  /** A person, by what a client of the API did for them. */
  public static RunOrigin user(String actor) {
    return new RunOrigin(actor, TriggerKind.USER, Jsonb.object());
  }

  /** As rows of runs have it, which no template has begun. */
  public NewRun.Origin named(String runName) {
    return new NewRun.Origin(runName, actor, trigger, kind, null);
  }
}
