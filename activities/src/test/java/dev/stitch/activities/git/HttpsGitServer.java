package dev.stitch.activities.git;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Repositories behind HTTPS, served by git's own {@code http-backend} to whoever shows one header.
 * It is no friend of secrets: what it refuses, it answers with the header that came.
 */
final class HttpsGitServer implements AutoCloseable {

  /** Begins the names of repositories that nobody may push to. */
  static final String READ_ONLY = "read-only";

  private static final String PASSWORD = "changeit";

  private static final byte[] END_OF_HEADERS = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Path roots;
  private final String authorization;
  private final Path certificate;
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  HttpsGitServer(Path folder, Path roots, String authorization)
      throws IOException, InterruptedException, GeneralSecurityException {
    this.roots = roots;
    this.authorization = authorization;
    Path keys = folder.resolve("keys.p12");
    this.certificate = folder.resolve("certificate.pem");
    keytool(
        keys,
        "-genkeypair -keyalg EC -dname CN=localhost -ext SAN=dns:localhost -ext bc:c".split(" "));
    keytool(keys, "-exportcert", "-rfc", "-file", certificate.toString());
    this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url(String repository) {
    return "https://localhost:" + server.getAddress().getPort() + "/" + repository;
  }

  /** The way to a remote for a git that knows this server's certificate. */
  GitRemotes.Access trusted(GitRemotes.Access access) {
    List<String> settings = new ArrayList<>(access.settings());
    settings.add("http.sslCAInfo=" + certificate);
    return new GitRemotes.Access(
        access.address(),
        settings,
        access.environment(),
        access.fetching(),
        access.pushing(),
        access.credential());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String shown = exchange.getRequestHeaders().getFirst("Authorization");
      String asked = exchange.getRequestURI().toString();
      if (!authorization.equals(shown)) {
        refuse(exchange, 401, shown);
      } else if (asked.startsWith("/" + READ_ONLY) && asked.contains("git-receive-pack")) {
        refuse(exchange, 403, shown);
      } else {
        serve(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void refuse(HttpExchange exchange, int status, String shown) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    byte[] body = ("You may not, with " + shown).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /** As RFC 3875 has programs called by servers. */
  private void serve(HttpExchange exchange) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
    Map<String, String> environment = builder.environment();
    environment.put("GIT_PROJECT_ROOT", roots.toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("REMOTE_USER", "stitch"); // who is let in may push, too
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("PATH_INFO", exchange.getRequestURI().getPath());
    put(environment, "QUERY_STRING", exchange.getRequestURI().getQuery());
    put(environment, "CONTENT_TYPE", exchange.getRequestHeaders().getFirst("Content-Type"));
    put(
        environment,
        "HTTP_CONTENT_ENCODING",
        exchange.getRequestHeaders().getFirst("Content-Encoding"));
    put(environment, "GIT_PROTOCOL", exchange.getRequestHeaders().getFirst("Git-Protocol"));
    Process process = builder.start();
    try (var input = process.getOutputStream()) {
      exchange.getRequestBody().transferTo(input);
    }
    byte[] answer = process.getInputStream().readAllBytes();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    answer(exchange, answer);
  }

  private static void answer(HttpExchange exchange, byte[] answer) throws IOException {
    int end = indexOf(answer, END_OF_HEADERS);
    int status = 200;
    for (String line : new String(answer, 0, end, StandardCharsets.US_ASCII).split("\r\n")) {
      String[] header = line.split(": ", 2);
      if (header[0].equals("Status")) {
        status = Integer.parseInt(header[1].substring(0, 3));
      } else {
        exchange.getResponseHeaders().set(header[0], header[1]);
      }
    }
    int body = end + END_OF_HEADERS.length;
    exchange.sendResponseHeaders(status, answer.length == body ? -1 : answer.length - body);
    exchange.getResponseBody().write(answer, body, answer.length - body);
  }

  private static int indexOf(byte[] bytes, byte[] sought) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .indexOf(new String(sought, StandardCharsets.ISO_8859_1));
  }

  private static void put(Map<String, String> environment, String name, String value) {
    if (value != null) {
      environment.put(name, value);
    }
  }

  private static void keytool(Path keys, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(
        List.of("-keystore", keys.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(keys)) {
      store.load(file, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
