package dev.stitch.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stitch.api.testing.ApiTest;
import dev.stitch.store.Ids;
import dev.stitch.store.access.ApiKeyRepository;
import dev.stitch.store.access.IssuedKey;
import dev.stitch.store.access.Role;
import io.micronaut.core.annotation.NonNull;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.MediaType;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every route of the router's own list, asked by everybody, and by every spelling of its path. */
@Tag("server")
class RoleMatrixTest extends ApiTest {

  @Inject Router router;
  @Inject ApiKeyRepository keys;

  private static final String ID = Ids.next().toString();

  private List<Asker> askers;

  /** Somebody who asks; {@code role} is null for those who may do nothing. */
  private record Asker(String who, @Nullable Role role, @Nullable String authorization) {}

  private record Route(HttpMethod method, String path, String type, RouteRule rule) {

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  @Override
  public @NonNull Map<String, String> getProperties() {
    Map<String, String> properties = super.getProperties();
    properties.put("stitch.login", "required");
    properties.put("stitch.rate-limit-refused", "0");
    return properties;
  }

  @BeforeAll
  void makeKeys() {
    askers = new ArrayList<>();
    askers.add(new Asker("nobody", null, null));
    askers.add(new Asker("a made-up key", null, "Bearer sk_" + "A".repeat(43)));
    askers.add(new Asker("a foreign token", null, "Bearer eyJhbGciOiJub25lIn0.e30."));
    askers.add(new Asker("a password", null, "Basic YWRtaW46YWRtaW4="));
    IssuedKey revoked = keys.issue("revoked", Role.ADMIN, "test");
    keys.revoke(revoked.key().id());
    askers.add(new Asker("a revoked key", null, "Bearer " + revoked.secret()));
    for (Role role : Role.values()) {
      askers.add(
          new Asker(role.text(), role, "Bearer " + keys.issue(role.text(), role, "test").secret()));
    }
  }

  @Test
  void everyRouteSaysWhoMayCallIt() {
    assertThat(routes())
        .hasSizeGreaterThan(40)
        .as("routes without @RequiresRole or @Open are closed to everybody")
        .noneMatch(route -> route.rule() instanceof RouteRule.Nobody);
  }

  @TestFactory
  Stream<DynamicTest> everyRouteRefusesThoseWhoseRoleIsTooLow() {
    return routes().stream()
        .map(route -> DynamicTest.dynamicTest(route.toString(), () -> refuses(route)));
  }

  @TestFactory
  Stream<DynamicTest> noSpellingOfAPathOpensARoute() {
    return routes().stream()
        .filter(route -> !(route.rule() instanceof RouteRule.Anybody))
        .map(route -> DynamicTest.dynamicTest(route.toString(), () -> staysClosed(route)));
  }

  private void refuses(Route route) throws IOException {
    Role needed =
        switch (route.rule()) {
          case RouteRule.Needs needs -> needs.role();
          case RouteRule.InboundSecretOr or -> or.role();
          case RouteRule.Anybody anybody -> null;
          case RouteRule.Nobody nobody -> throw new AssertionError(route + " has no rule");
        };
    if (needed == null) {
      return;
    }
    for (Asker asker : askers) {
      int status = status(route.method().name(), route.path(), route.type(), asker.authorization());
      String what = asker.who() + " asks " + route + ": " + status;
      if (asker.role() == null) {
        assertThat(status).as(what).isEqualTo(401);
      } else if (asker.role().includes(needed)) {
        assertThat(status).as(what).isNotIn(401, 403).isLessThan(500);
      } else {
        assertThat(status).as(what).isEqualTo(403);
      }
    }
  }

  private void staysClosed(Route route) throws IOException {
    for (String path : spellings(route.path())) {
      for (String method : Set.of(route.method().name(), "HEAD", "OPTIONS", "TRACE")) {
        int status = status(method, path, route.type(), null);
        // A browser's question before its question does nothing, and says nothing.
        assertThat(status >= 400 || (method.equals("OPTIONS") && status == 204))
            .as(method + " " + path + ": " + status)
            .isTrue();
      }
    }
  }

  /** Ways by which servers and proxies have been led past rules that look at paths. */
  private static Set<String> spellings(String path) {
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(path);
    spellings.add(path + "/");
    spellings.add(path + "//");
    spellings.add(path + ".json");
    spellings.add(path + ".");
    spellings.add(path + "%2e");
    spellings.add(path + "%00");
    spellings.add(path + "%20");
    spellings.add(path + ";a=b");
    spellings.add(path + "?");
    spellings.add(path + "#/health");
    spellings.add(path.replaceFirst("/api", "/api;x=y"));
    spellings.add(path.replaceFirst("/api/", "/api//"));
    spellings.add(path.replaceFirst("/api/", "//api/"));
    spellings.add(path.replaceFirst("/api/", "/./api/"));
    spellings.add(path.replaceFirst("/api/", "/health/../api/"));
    spellings.add(path.replaceFirst("/api/", "/health/%2e%2e/api/"));
    spellings.add(path.replaceFirst("/api/", "/health/..;/api/"));
    spellings.add(path.replaceFirst("/api/", "/%61pi/"));
    spellings.add(path.replaceFirst("/api/", "/api%2f"));
    spellings.add(path.replaceFirst("/api/", "/api%5c"));
    spellings.add(path.replaceFirst("/api/", "/API/"));
    spellings.add(path.toUpperCase(Locale.ROOT));
    spellings.add("http://127.0.0.1" + path);
    return spellings;
  }

  private List<Route> routes() {
    return router
        .uriRoutes()
        .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
        .map(RoleMatrixTest::route)
        .distinct()
        .toList();
  }

  private static Route route(UriRouteInfo<?, ?> route) {
    String path =
        route
            .getUriMatchTemplate()
            .toPathString()
            .replaceAll("\\{version}", "1")
            .replaceAll("\\{[^}]+}", ID);
    String type =
        route.getConsumes().stream()
            .map(MediaType::getName)
            .filter(name -> !name.contains("*"))
            .findFirst()
            .orElse(MediaType.APPLICATION_JSON);
    return new Route(route.getHttpMethod(), path, type, RouteRules.of(route));
  }

  /**
   * Over a plain socket: a client would tidy the path up, and would wait for the end of streams.
   */
  private int status(String method, String path, String type, @Nullable String authorization)
      throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      String body = method.equals("GET") || method.equals("HEAD") ? "" : "{}";
      StringBuilder request = new StringBuilder();
      request.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
      request.append("Host: localhost\r\nConnection: close\r\n");
      request.append("Content-Type: ").append(type).append("\r\n");
      request.append("Content-Length: ").append(body.length()).append("\r\n");
      if (authorization != null) {
        request.append("Authorization: ").append(authorization).append("\r\n");
      }
      request.append("\r\n").append(body);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return Integer.parseInt(answer.readLine().substring(9, 12));
    }
  }
}
