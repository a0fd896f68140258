package dev.stitch.activities.contact;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Counts the statements that a process prepares, each of which is one round trip or more. */
@Singleton
@Requires(property = StatementCounter.PROPERTY)
class StatementCounter implements BeanCreatedEventListener<DataSource>, Ordered {

  static final String PROPERTY = "stitch.test.count-statements";

  private final AtomicInteger count = new AtomicInteger();

  /** Before Micronaut wraps the pool: what it takes for the pool must be inside. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  int count() {
    return count.get();
  }

  @Override
  public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
    return counted(DataSource.class, event.getBean());
  }

  private <T> T counted(Class<T> type, T counted) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer(counted, method, arguments)));
  }

  private Object answer(Object counted, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("prepareStatement")) {
      count.incrementAndGet();
    }
    try {
      Object answer = method.invoke(counted, arguments);
      return answer instanceof Connection connection && method.getName().equals("getConnection")
          ? counted(Connection.class, connection)
          : answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
