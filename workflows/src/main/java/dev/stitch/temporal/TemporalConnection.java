package dev.stitch.temporal;

import dev.stitch.port.Payloads;
import io.grpc.ClientInterceptor;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.envconfig.LoadClientConfigProfileOptions;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How this process reaches Temporal, read from Temporal's own variables ({@code TEMPORAL_ADDRESS},
 * {@code TEMPORAL_NAMESPACE}, {@code TEMPORAL_API_KEY}, {@code TEMPORAL_TLS_*}, {@code
 * TEMPORAL_PROFILE}) and configuration file, so that a shell set up for the Temporal CLI is set up
 * for us. With {@code STITCH_CODEC_KEY} everything that Temporal stores is encrypted.
 *
 * @param serviceOptions address, credentials and TLS
 * @param clientOptions namespace, and the one data converter that all our processes must share
 */
public record TemporalConnection(
    WorkflowServiceStubsOptions serviceOptions, WorkflowClientOptions clientOptions) {

  /** How long a process does not try to connect again while its server is away. */
  private static final Duration LONGEST_WITHOUT_DIALLING = Duration.ofSeconds(2);

  /**
   * Reads the connection from an environment.
   *
   * @throws IllegalArgumentException when a named profile does not exist
   * @throws UncheckedIOException when the configuration file cannot be read
   */
  public static TemporalConnection fromEnvironment(Map<String, String> environment) {
    try {
      ClientConfigProfile profile =
          ClientConfigProfile.load(
              LoadClientConfigProfileOptions.newBuilder().setEnvOverrides(environment).build());
      return new TemporalConnection(
          WorkflowServiceStubsOptions.newBuilder(profile.toWorkflowServiceStubsOptions())
              .setConnectionBackoffResetFrequency(LONGEST_WITHOUT_DIALLING)
              .validateAndBuildWithDefaults(),
          WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
              .setDataConverter(dataConverter(environment))
              .validateAndBuildWithDefaults());
    } catch (IOException e) {
      throw new UncheckedIOException("Temporal's configuration file cannot be read", e);
    }
  }

  private static DataConverter dataConverter(Map<String, String> environment) {
    DataConverter json = Payloads.converter();
    return PayloadEncryption.fromEnvironment(environment)
        .map(encryption -> encryption.around(json))
        .orElse(json);
  }

  /** The same connection, with what stands between its stubs and the server. */
  public TemporalConnection with(ClientInterceptor interceptor) {
    List<ClientInterceptor> interceptors =
        Stream.concat(
                Stream.ofNullable(serviceOptions.getGrpcClientInterceptors())
                    .flatMap(Collection::stream),
                Stream.of(interceptor))
            .toList();
    return new TemporalConnection(
        WorkflowServiceStubsOptions.newBuilder(serviceOptions)
            .setGrpcClientInterceptors(interceptors)
            .validateAndBuildWithDefaults(),
        clientOptions);
  }

  /** The address that is dialled, {@code host:port}. */
  public String address() {
    return serviceOptions.getTarget();
  }

  /** The namespace that workflows run in. */
  public String namespace() {
    return clientOptions.getNamespace();
  }

  /**
   * Stubs that connect at their first call, so that a process may start before its server; the
   * caller shuts them down.
   */
  public WorkflowServiceStubs openService() {
    return WorkflowServiceStubs.newServiceStubs(serviceOptions);
  }

  /** A client over stubs of {@link #openService}. */
  public WorkflowClient client(WorkflowServiceStubs service) {
    return WorkflowClient.newInstance(service, clientOptions);
  }

  /** Stubs of the operator API over the channel of {@code service}, which stays its owner. */
  public OperatorServiceStubs operator(WorkflowServiceStubs service) {
    return OperatorServiceStubs.newServiceStubs(
        OperatorServiceStubsOptions.newBuilder()
            .setChannel(service.getRawChannel())
            .validateAndBuildWithDefaults());
  }
}
