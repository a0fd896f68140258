package dev.stitch.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeyRingTest {

  private static final byte[] CONTEXT = "table.column/1".getBytes(UTF_8);
  private static final byte[] PLAIN = "hunter2".getBytes(UTF_8);

  private final String older = KeyRing.fresh();
  private final String newer = KeyRing.fresh();

  @Test
  void whatIsLockedIsUnreadableAndComesBackWhole() {
    KeyRing ring = KeyRing.parse("KEY", older);

    byte[] locked = ring.lock(PLAIN, CONTEXT);

    assertThat(new String(locked, UTF_8)).doesNotContain("hunter2");
    assertThat(ring.unlock(locked, CONTEXT)).isEqualTo(PLAIN);
  }

  @Test
  void theSamePlaintextNeverLooksTheSameTwice() {
    KeyRing ring = KeyRing.parse("KEY", older);

    assertThat(ring.lock(PLAIN, CONTEXT)).isNotEqualTo(ring.lock(PLAIN, CONTEXT));
  }

  @Test
  void aCiphertextThatWasMovedElsewhereIsRefused() {
    KeyRing ring = KeyRing.parse("KEY", older);
    byte[] locked = ring.lock(PLAIN, CONTEXT);

    assertThatThrownBy(() -> ring.unlock(locked, "table.column/2".getBytes(UTF_8)))
        .isInstanceOf(UnreadableCiphertextException.class);
  }

  @Test
  void anyChangedByteIsNoticed() {
    KeyRing ring = KeyRing.parse("KEY", older);
    byte[] locked = ring.lock(PLAIN, CONTEXT);

    for (int i = 0; i < locked.length; i++) {
      byte[] changed = locked.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> ring.unlock(changed, CONTEXT))
          .isInstanceOf(UnreadableCiphertextException.class);
    }
  }

  @Test
  void afterRotationOldCiphertextsAreReadAndNewOnesNeedTheNewKeyOnly() {
    byte[] old = KeyRing.parse("KEY", older).lock(PLAIN, CONTEXT);
    KeyRing both = KeyRing.parse("KEY", newer + ", " + older);

    byte[] locked = both.lock(both.unlock(old, CONTEXT), CONTEXT);

    assertThat(both.isLockedByFirst(old)).isFalse();
    assertThat(both.isLockedByFirst(locked)).isTrue();
    assertThat(KeyRing.parse("KEY", newer).unlock(locked, CONTEXT)).isEqualTo(PLAIN);
    assertThatThrownBy(() -> KeyRing.parse("KEY", newer).unlock(old, CONTEXT))
        .isInstanceOf(UnreadableCiphertextException.class);
  }

  @Test
  void wrongKeysAreRefusedWithTheVariableAndWithoutTheirText() {
    for (String wrong : new String[] {"", "secretish", "c2hvcnQ=", older + ",", older + ",x"}) {
      assertThatThrownBy(() -> KeyRing.parse("STITCH_ENCRYPTION_KEY", wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("STITCH_ENCRYPTION_KEY")
          .hasMessageNotContaining("secretish")
          .hasMessageNotContaining(older);
    }
    assertThatThrownBy(() -> KeyRing.parse("KEY", older + "," + older))
        .hasMessageContaining("twice");
  }
}
