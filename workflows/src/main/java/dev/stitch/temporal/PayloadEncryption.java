package dev.stitch.temporal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.stitch.keys.KeyRing;
import dev.stitch.keys.UnreadableCiphertextException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.payload.codec.PayloadCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Encrypts what Temporal stores: inputs, results, signals, updates, heartbeats, and the messages
 * and stack traces of failures. Search attributes stay readable, as the server searches them. What
 * was stored before there was a key stays readable too.
 */
public final class PayloadEncryption implements PayloadCodec {

  /** Names the keys, newest first, separated by commas; every process needs the same. */
  public static final String VARIABLE = "STITCH_CODEC_KEY";

  private static final String ENCODING = "encoding";
  private static final ByteString ENCRYPTED = ByteString.copyFromUtf8("binary/encrypted");

  /** Tells these ciphertexts from those of other uses of the same key. */
  private static final byte[] CONTEXT = "temporal payload".getBytes(StandardCharsets.UTF_8);

  private final KeyRing keys;

  private PayloadEncryption(KeyRing keys) {
    this.keys = keys;
  }

  /**
   * The encryption that an environment asks for, empty for none.
   *
   * @throws IllegalArgumentException when its key is none
   */
  public static Optional<PayloadEncryption> fromEnvironment(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(text -> !text.isBlank())
        .map(text -> new PayloadEncryption(KeyRing.parse(VARIABLE, text)));
  }

  /** The same conversion, encrypted, failures' attributes included. */
  DataConverter around(DataConverter converter) {
    return new CodecDataConverter(converter, List.of(this), true);
  }

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return payloads.stream().map(this::encoded).toList();
  }

  @Override
  public List<Payload> decode(List<Payload> payloads) {
    return payloads.stream().map(this::decoded).toList();
  }

  private Payload encoded(Payload payload) {
    return Payload.newBuilder()
        .putMetadata(ENCODING, ENCRYPTED)
        .setData(ByteString.copyFrom(keys.lock(payload.toByteArray(), CONTEXT)))
        .build();
  }

  private Payload decoded(Payload payload) {
    if (!ENCRYPTED.equals(payload.getMetadataOrDefault(ENCODING, ByteString.EMPTY))) {
      return payload;
    }
    try {
      return Payload.parseFrom(keys.unlock(payload.getData().toByteArray(), CONTEXT));
    } catch (UnreadableCiphertextException | InvalidProtocolBufferException e) {
      throw new DataConverterException("A payload " + VARIABLE + " does not unlock", e);
    }
  }
}
