package dev.stitch.step;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stitch.model.GateReason;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a waiting step waits for. {@code until} is absolute; null waits for ever. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Wait.Timer.class, name = "timer"),
  @JsonSubTypes.Type(value = Wait.Event.class, name = "event"),
  @JsonSubTypes.Type(value = Wait.Person.class, name = "person"),
  @JsonSubTypes.Type(value = Wait.Callback.class, name = "callback"),
  @JsonSubTypes.Type(value = Wait.Called.class, name = "called"),
  @JsonSubTypes.Type(value = Wait.Slot.class, name = "turn")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Wait {

  @Nullable Instant until();

  /** For a moment; passing it completes the step. */
  record Timer(Instant until) implements Wait {
    public Timer {
      Objects.requireNonNull(until, "until");
    }
  }

  /**
   * For an event by name; passing {@code until} takes the {@code timeout} branch.
   *
   * @param match CEL over {@code event} and the usual variables, or null for any
   */
  record Event(String event, @Nullable String match, @Nullable Instant until) implements Wait {
    public Event {
      Objects.requireNonNull(event, "event");
    }
  }

  /**
   * For a person's answer; passing {@code until} takes the {@code timeout} branch.
   *
   * @param form JSON Schema of the answer, or null
   * @param choices the branches to choose from; empty when any answer completes the step
   */
  record Person(
      String title,
      @Nullable String description,
      @Nullable JsonNode form,
      List<String> choices,
      @Nullable String assignee,
      @Nullable Instant until)
      implements Wait {
    public Person {
      Objects.requireNonNull(title, "title");
      choices = choices == null ? List.of() : List.copyOf(choices);
    }
  }

  /** For an outside worker's answer; only the token's hash is kept. */
  record Callback(String tokenHash, @Nullable Instant until) implements Wait {
    public Callback {
      Objects.requireNonNull(tokenHash, "tokenHash");
    }
  }

  /**
   * For the end of what the step has called: a run of another flow, or a run for each of many
   * items.
   *
   * @param callId names the call in the report of its end
   * @param workflowId the workflow that was called
   */
  record Called(UUID callId, String workflowId) implements Wait {
    public Called {
      Objects.requireNonNull(callId, "callId");
      Objects.requireNonNull(workflowId, "workflowId");
    }

    /** It ends by its own doing. */
    @Override
    public @Nullable Instant until() {
      return null;
    }
  }

  /**
   * For its slot, until which a gate holds it. Then the step begins anew, so that it, and not the
   * clock, has the last word on whether it may go on. In states it is still called {@code turn}, so
   * that a worker of an earlier build can read them during a rollout.
   *
   * @param until when it looks again, at the latest at {@code at}: limits change meanwhile
   * @param at when its slot is, as things stand
   * @param limit what holds it, in words
   * @param reason which gate holds it; null where an earlier build wrote the state
   */
  record Slot(Instant until, Instant at, String limit, @Nullable GateReason reason)
      implements Wait {
    public Slot {
      Objects.requireNonNull(until, "until");
      Objects.requireNonNull(at, "at");
    }
  }
}
