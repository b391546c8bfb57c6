// SPDX-License-Identifier: Apache-2.0
package dev.lsml.deploy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Maven sets the first field of a parameter's name, and leaves one of a superclass as it is. */
class MojoFieldsTest {
  @Test
  void noGoalHidesAParameterBehindAFieldOfItsOwn() {
    List<Class<?>> goals =
        List.of(
            DeployMojo.class,
            DestroyMojo.class,
            DoctorMojo.class,
            ImageMojo.class,
            LogsMojo.class,
            PlanMojo.class,
            PreannotateMojo.class,
            RegisterMojo.class,
            RollbackMojo.class,
            StatusMojo.class,
            VersionsMojo.class);
    for (Class<?> goal : goals) {
      Set<String> names = new HashSet<>();
      for (Class<?> type = goal; type != Object.class; type = type.getSuperclass()) {
        for (Field field : type.getDeclaredFields()) {
          if (!java.lang.reflect.Modifier.isStatic(field.getModifiers())) {
            assertThat(names.add(field.getName())).as("%s: %s", goal, field.getName()).isTrue();
          }
        }
      }
    }
  }
}
