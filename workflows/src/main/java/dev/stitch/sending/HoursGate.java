package dev.stitch.sending;

import dev.stitch.model.GateReason;
import dev.stitch.step.StableFraction;
import java.time.Instant;

/**
 * Hours as a gate for one mail.
 *
 * @param key says where in the spread after an opening the mail goes; the same for every attempt
 */
public record HoursGate(SendHours hours, String key, GateReason reason, String words)
    implements Gate {

  @Override
  public Instant next(Instant earliest) {
    return hours.next(earliest, StableFraction.of(key));
  }

  @Override
  public Gate atOpening() {
    return new AtOpening(this);
  }

  private record AtOpening(HoursGate gate) implements Gate {
    @Override
    public Instant next(Instant earliest) {
      return gate.hours().next(earliest, 0);
    }

    @Override
    public GateReason reason() {
      return gate.reason();
    }

    @Override
    public String words() {
      return gate.words();
    }
  }
}
