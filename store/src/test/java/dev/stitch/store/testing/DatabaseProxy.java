package dev.stitch.store.testing;

import dev.stitch.store.connect.DatabaseUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stands between a process and its database, and takes it away: by refusing connections, or by
 * going silent as a frozen machine does.
 */
public final class DatabaseProxy implements AutoCloseable {

  private enum State {
    OPEN,
    SILENT,
    CUT,
    CLOSED
  }

  private final InetSocketAddress server;
  private final String path;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private State state = State.OPEN;
  private ServerSocket door;

  /** Listens on loopback, on a port of its own, and passes everything on. */
  public DatabaseProxy(DatabaseUrl database) {
    URI address = URI.create(database.jdbcUrl().substring("jdbc:".length()));
    this.server = new InetSocketAddress(address.getHost(), address.getPort());
    this.path = address.getPath();
    this.door = opened(0);
    this.port = door.getLocalPort();
  }

  /** The database's address through this proxy. */
  public String jdbcUrl() {
    return "jdbc:postgresql://localhost:" + port + path;
  }

  /** Ends all connections and refuses new ones, as a server does that is gone. */
  public void cut() {
    enter(State.CUT);
    close(door);
    sockets.forEach(DatabaseProxy::close);
  }

  /** Takes connections and bytes and passes none on, as a server does that is frozen. */
  public void freeze() {
    enter(State.SILENT);
  }

  /** The database is back; what was held is passed on, to whom still listens. */
  public void restore() {
    boolean gone = state == State.CUT;
    enter(State.OPEN);
    if (gone) {
      door = opened(port);
    }
  }

  @Override
  public void close() {
    enter(State.CLOSED);
    close(door);
    sockets.forEach(DatabaseProxy::close);
  }

  private void enter(State next) {
    lock.lock();
    try {
      state = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private ServerSocket opened(int onPort) {
    try {
      ServerSocket opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), 100);
      Thread.ofVirtual().start(() -> accept(opened));
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket from) {
    try {
      while (true) {
        Socket client = from.accept();
        sockets.add(client);
        Thread.ofVirtual().start(() -> connect(client));
      }
    } catch (IOException closed) {
      // Cut, or at its end.
    }
  }

  private void connect(Socket client) {
    Socket behind = new Socket();
    sockets.add(behind);
    try {
      awaitSpeech();
      behind.connect(server);
      Thread.ofVirtual().start(() -> pass(behind, client));
      pass(client, behind);
    } catch (IOException e) {
      close(client);
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] bytes = new byte[8192];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        awaitSpeech();
        out.write(bytes, 0, read);
      }
    } catch (IOException ended) {
      // By either side, or cut.
    } finally {
      sockets.remove(from);
      close(from);
      close(to);
    }
  }

  private void awaitSpeech() {
    lock.lock();
    try {
      while (state == State.SILENT) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private static void close(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception alreadyClosed) {
      // Nothing is left to do.
    }
  }
}
