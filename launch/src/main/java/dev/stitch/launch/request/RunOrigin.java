package dev.stitch.launch.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stitch.store.Jsonb;
import dev.stitch.store.run.NewRun;
import dev.stitch.store.run.TriggerKind;

/**
 * Who asks for a run.
 *
 * @param actor as lists and audit log show it
 * @param trigger what the run's row keeps of it, {@code kind} included
 */
public record RunOrigin(String actor, TriggerKind kind, ObjectNode trigger) {

  public RunOrigin {
    trigger = trigger.deepCopy().put("kind", kind.word());
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
