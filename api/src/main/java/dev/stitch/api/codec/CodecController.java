package dev.stitch.api.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.stitch.api.error.ApiProblem;
import dev.stitch.api.security.Open;
import dev.stitch.api.security.RequiresRole;
import dev.stitch.store.access.Role;
import dev.stitch.temporal.PayloadEncryption;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Options;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.common.converter.DataConverterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Temporal's remote codec: {@code {"payloads": […]}} in protobuf's JSON, in and out. Set its
 * address, without the last word, as the codec endpoint of the Web UI.
 */
@Tag(name = "Codec")
@Controller("/api/codec")
class CodecController {

  private final Optional<PayloadEncryption> encryption;
  private final CodecOrigin origin;
  private final ObjectMapper mapper;

  CodecController(
      @Value("${stitch.codec-key:}") String key, CodecOrigin origin, ObjectMapper mapper) {
    this.encryption = PayloadEncryption.fromEnvironment(Map.of(PayloadEncryption.VARIABLE, key));
    this.origin = origin;
    this.mapper = mapper;
  }

  @Post("/decode")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "decodePayloads", summary = "Decrypts payloads of Temporal")
  @ApiResponse(responseCode = "200", description = "The payloads", useReturnTypeSchema = true)
  HttpResponse<JsonNode> decode(HttpRequest<?> request, @Body JsonNode payloads) {
    return origin.admit(request, HttpResponse.ok(changed(payloads, encryption()::decode)));
  }

  @Post("/encode")
  @RequiresRole(Role.OPERATOR)
  @Operation(operationId = "encodePayloads", summary = "Encrypts payloads for Temporal")
  @ApiResponse(responseCode = "200", description = "The payloads", useReturnTypeSchema = true)
  HttpResponse<JsonNode> encode(HttpRequest<?> request, @Body JsonNode payloads) {
    return origin.admit(request, HttpResponse.ok(changed(payloads, encryption()::encode)));
  }

  @Hidden
  @Options("/{word:decode|encode}")
  @Open(because = "tells browsers which page may ask, and does nothing")
  HttpResponse<?> preflight(HttpRequest<?> request, String word) {
    return origin.preflight(request, HttpResponse.noContent());
  }

  private PayloadEncryption encryption() {
    return encryption.orElseThrow(
        () ->
            ApiProblem.conflict(
                "Nothing is encrypted: " + PayloadEncryption.VARIABLE + " is not set."));
  }

  private JsonNode changed(JsonNode json, Function<List<Payload>, List<Payload>> change) {
    Payloads.Builder read = Payloads.newBuilder();
    try {
      JsonFormat.parser().merge(json.toString(), read);
    } catch (InvalidProtocolBufferException e) {
      throw ApiProblem.invalid("/payloads", "must be payloads in protobuf's JSON");
    }
    try {
      Payloads changed =
          Payloads.newBuilder().addAllPayloads(change.apply(read.getPayloadsList())).build();
      return mapper.readTree(JsonFormat.printer().print(changed));
    } catch (DataConverterException e) {
      throw ApiProblem.invalid("/payloads", "are encrypted with a key that is not set here");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
