package dev.stitch.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stitch.keys.KeyRing;
import dev.stitch.port.Payloads;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PayloadEncryptionTest {

  private static final String SECRET = "the name of the dog";

  private final String older = KeyRing.fresh();
  private final String newer = KeyRing.fresh();

  @Test
  void whatTemporalStoresIsUnreadableAndComesBackAsItWas() {
    DataConverter converter = converter(older);

    Payload stored = converter.toPayload(Map.of("note", SECRET)).orElseThrow();

    assertThat(stored.toString()).doesNotContain("dog").doesNotContain("json");
    assertThat(converter.fromPayload(stored, Map.class, Map.class).get("note")).isEqualTo(SECRET);
  }

  @Test
  void messagesStackTracesAndDetailsOfFailuresAreEncryptedToo() {
    DataConverter converter = converter(older);
    ApplicationFailure thrown =
        ApplicationFailure.newFailure("failed on " + SECRET, "REJECTED", Map.of("x", SECRET));

    Failure stored = converter.exceptionToFailure(thrown);

    assertThat(stored.toString()).doesNotContain("dog").doesNotContain("PayloadEncryptionTest");
    assertThat(converter.failureToException(stored)).hasMessageContaining(SECRET);
  }

  @Test
  void afterRotationOldHistoriesAreReadAndAnUnknownKeyIsSaidSo() {
    Payload old = converter(older).toPayload(SECRET).orElseThrow();

    assertThat(converter(newer + "," + older).fromPayload(old, String.class, String.class))
        .isEqualTo(SECRET);
    assertThatThrownBy(() -> converter(newer).fromPayload(old, String.class, String.class))
        .isInstanceOf(DataConverterException.class)
        .hasStackTraceContaining("STITCH_CODEC_KEY");
  }

  @Test
  void whatWasStoredBeforeThereWasAKeyIsStillRead() {
    Payload plain = Payloads.converter().toPayload(SECRET).orElseThrow();

    assertThat(converter(older).fromPayload(plain, String.class, String.class)).isEqualTo(SECRET);
    assertThat(PayloadEncryption.fromEnvironment(Map.of())).isEmpty();
  }

  private static DataConverter converter(String keys) {
    return PayloadEncryption.fromEnvironment(Map.of(PayloadEncryption.VARIABLE, keys))
        .orElseThrow()
        .around(Payloads.converter());
  }
}
