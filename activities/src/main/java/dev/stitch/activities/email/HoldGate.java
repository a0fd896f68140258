package dev.stitch.activities.email;

import dev.stitch.model.GateReason;
import dev.stitch.sending.Gate;
import dev.stitch.store.sending.ContactHoldRepository.Hold;
import java.time.Instant;

/** Leaves somebody alone until a moment. */
record HoldGate(Instant until, GateReason reason, String words) implements Gate {

  static Gate of(Hold hold) {
    return switch (hold.reason()) {
      case OUT_OF_OFFICE -> new HoldGate(hold.until(), GateReason.OUT_OF_OFFICE, "they are away");
      case SAME_COMPANY ->
          new HoldGate(
              hold.until(), GateReason.PERSON_CAP, "somebody at the same company has answered");
    };
  }

  @Override
  public Instant next(Instant earliest) {
    return until.isAfter(earliest) ? until : earliest;
  }
}
