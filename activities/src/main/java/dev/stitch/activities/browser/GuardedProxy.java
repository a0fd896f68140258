package dev.stitch.activities.browser;

import dev.stitch.activities.http.ForbiddenAddressException;
import dev.stitch.activities.http.OutboundGuard;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A SOCKS 5 proxy (RFC 1928, CONNECT only) on loopback, through which the browser's every
 * connection goes: it resolves names by the guard and connects to an address that the guard has
 * judged. The browser itself asks no name service, so a name cannot point elsewhere in between.
 */
final class GuardedProxy implements Closeable {

  private static final int VERSION = 5;
  private static final int CONNECT = 1;
  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
  private static final int BUFFER = 16 << 10;

  /** What the proxy answers a request with, by RFC 1928's codes. */
  private enum Reply {
    CONNECTED(0),
    FAILED(1),
    NOT_ALLOWED(2),
    UNREACHABLE(4);

    private final byte code;

    Reply(int code) {
      this.code = (byte) code;
    }
  }

  private final OutboundGuard guard;
  private final ServerSocket server;
  private final AtomicLong left;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param mostBytes what all connections together may bring; then all are closed
   */
  GuardedProxy(OutboundGuard guard, long mostBytes) throws IOException {
    this.guard = guard;
    this.left = new AtomicLong(mostBytes);
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("browser-proxy").start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Whether the browser wanted to connect to a host that the guard refused. */
  boolean hasRefused(String host) {
    return refused.contains(host);
  }

  /** Whether it brought all that it may. */
  boolean exhausted() {
    return left.get() <= 0;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    open.forEach(GuardedProxy::end);
  }

  private void accept() {
    while (!closed) {
      try {
        Socket browser = server.accept();
        Thread.ofVirtual().name("browser-proxy").start(() -> serve(browser));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket browser) {
    try (browser) {
      track(browser);
      DataInputStream in = new DataInputStream(browser.getInputStream());
      if (in.readUnsignedByte() != VERSION) {
        return;
      }
      in.readFully(new byte[in.readUnsignedByte()]); // its ways to log in: none is needed
      browser.getOutputStream().write(new byte[] {VERSION, 0});
      connect(in, browser);
    } catch (IOException e) {
      // The browser has gone, or the other side: it sees its connection closed.
    } finally {
      open.remove(browser);
    }
  }

  private void connect(DataInputStream in, Socket browser) throws IOException {
    in.readUnsignedByte();
    int command = in.readUnsignedByte();
    in.readUnsignedByte();
    String host = host(in);
    int port = in.readUnsignedShort();
    if (command != CONNECT || host == null) {
      reply(browser, Reply.FAILED);
      return;
    }
    List<InetAddress> addresses;
    try {
      addresses = guard.resolve(host);
    } catch (ForbiddenAddressException e) {
      refused.add(host);
      reply(browser, Reply.NOT_ALLOWED);
      return;
    } catch (UnknownHostException e) {
      reply(browser, Reply.UNREACHABLE);
      return;
    }
    try (Socket other = new Socket()) {
      track(other);
      if (!reach(other, addresses, port)) {
        reply(browser, Reply.UNREACHABLE);
        return;
      }
      reply(browser, Reply.CONNECTED);
      Thread upload = Thread.ofVirtual().start(() -> upload(browser, other));
      try {
        copy(other.getInputStream(), browser.getOutputStream(), true);
        browser.shutdownOutput();
        upload.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        open.remove(other);
      }
    }
  }

  /** Null for a kind of address that RFC 1928 does not know. */
  private static String host(DataInputStream in) throws IOException {
    return switch (in.readUnsignedByte()) {
      case 1 -> InetAddress.getByAddress(bytes(in, 4)).getHostAddress();
      case 3 -> new String(bytes(in, in.readUnsignedByte()), StandardCharsets.US_ASCII);
      case 4 -> InetAddress.getByAddress(bytes(in, 16)).getHostAddress();
      default -> null;
    };
  }

  private static byte[] bytes(DataInputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  private static boolean reach(Socket other, List<InetAddress> addresses, int port) {
    try {
      other.connect(new InetSocketAddress(addresses.getFirst(), port), CONNECT_TIMEOUT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void reply(Socket browser, Reply reply) throws IOException {
    byte[] answer = {VERSION, reply.code, 0, 1, 0, 0, 0, 0, 0, 0};
    browser.getOutputStream().write(answer);
  }

  private void upload(Socket browser, Socket other) {
    try {
      copy(browser.getInputStream(), other.getOutputStream(), false);
      other.shutdownOutput();
    } catch (IOException e) {
      end(other);
    }
  }

  private void copy(InputStream from, OutputStream to, boolean counted) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      if (counted && left.addAndGet(-read) <= 0) {
        open.forEach(GuardedProxy::end);
        return;
      }
      to.write(buffer, 0, read);
    }
  }

  private void track(Socket socket) throws IOException {
    open.add(socket);
    if (closed) {
      socket.close();
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed as far as it can be.
    }
  }
}
