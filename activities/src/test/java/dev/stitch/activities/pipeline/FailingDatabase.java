package dev.stitch.activities.pipeline;

import dev.stitch.store.SqlFailure;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A database that is lost at a chosen point: before a statement, before a commit, or after one
 * whose answer does not arrive.
 */
@Singleton
@Requires(property = FailingDatabase.PROPERTY)
class FailingDatabase implements BeanCreatedEventListener<DataSource>, Ordered {

  static final String PROPERTY = "stitch.test.failing-database";

  private static final String LOST = "the connection was lost";
  private static final Set<String> POINTS = Set.of("prepareStatement", "commit");

  private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);

  /** Loses the database at the point that comes after so many others; once. */
  void failAfter(int points) {
    left.set(points);
  }

  /** Whether the chosen point has come. */
  boolean hasFailed() {
    return left.get() < 0;
  }

  /** Whether a failure is that of the chosen point, and no defect. */
  static boolean caused(SqlFailure failure) {
    return LOST.equals(failure.getMessage());
  }

  void work() {
    left.set(Integer.MAX_VALUE);
  }

  /** Before Micronaut wraps the pool: what it takes for the pool must be inside. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
    return failing(DataSource.class, event.getBean());
  }

  private <T> T failing(Class<T> type, T real) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer(real, method, arguments)));
  }

  private Object answer(Object real, Method method, Object[] arguments) throws Throwable {
    boolean point = POINTS.contains(method.getName());
    if (point && left.getAndDecrement() == 0) {
      throw lost();
    }
    try {
      Object answer = method.invoke(real, arguments);
      if (method.getName().equals("commit") && left.getAndDecrement() == 0) {
        throw lost();
      }
      return answer instanceof Connection connection && method.getName().equals("getConnection")
          ? failing(Connection.class, connection)
          : answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static SQLException lost() {
    return new SQLException(LOST, "08006");
  }
}
