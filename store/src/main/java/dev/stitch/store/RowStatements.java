package dev.stitch.store;

import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.type.MutableArgumentValue;
import jakarta.inject.Singleton;

/**
 * Has the statements of each {@link RowRepository} carried out as {@link Database} does its own.
 */
@Singleton
@InterceptorBean(RowRepository.class)
final class RowStatements implements MethodInterceptor<Object, Object> {

  private final Database database;

  RowStatements(Database database) {
    this.database = database;
  }

  @Override
  public @Nullable Object intercept(MethodInvocationContext<Object, Object> call) {
    if (!call.isAbstract()) {
      return call.proceed();
    }
    call.getParameters().values().forEach(RowStatements::clean);
    return database.statement(call::proceed);
  }

  @SuppressWarnings("unchecked")
  private static void clean(MutableArgumentValue<?> argument) {
    if (argument.getValue() instanceof String text) {
      ((MutableArgumentValue<Object>) argument).setValue(StorableText.of(text));
    }
  }
}
