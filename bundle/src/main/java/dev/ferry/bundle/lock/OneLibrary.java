package dev.ferry.bundle.lock;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.lock.Lock;
import dev.ferry.python.lock.LockedPackage;
import dev.ferry.python.name.PackageName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Packages that are builds of one library under several names and write the same folders. An
 * environment with two of them holds the headers of one and the libraries of the other: Python may
 * still start, and a C++ program is compiled against functions that are not there. Other packages
 * share files and work; these never do.
 */
public final class OneLibrary {
  private static final Map<String, Set<PackageName>> BUILDS =
      Map.of(
          "paddle",
          names(
              "paddlepaddle",
              "paddlepaddle-gpu",
              "paddlepaddle-xpu",
              "paddlepaddle-npu",
              "paddlepaddle-dcu",
              "paddlepaddle-rocm",
              "paddlepaddle-ipu",
              "paddlepaddle-mlu"));

  private OneLibrary() {}

  /**
   * Refuses a lock with two builds of one library.
   *
   * @param target name of the lock's target
   * @throws FerryException of kind REFUSED that names both
   */
  public static void require(String target, Lock lock) {
    BUILDS.forEach(
        (folder, builds) -> {
          List<LockedPackage> found =
              lock.packages().stream().filter(one -> builds.contains(one.name())).toList();
          if (found.size() > 1) {
            throw mixed(target, folder, found.get(0), found.get(1));
          }
        });
  }

  private static FerryException mixed(
      String target, String folder, LockedPackage one, LockedPackage other) {
    return new FerryException(
            Failure.REFUSED,
            Text.of(
                "%s: `%s %s` and `%s %s` both write the folder `%s`, with headers and libraries"
                    + " that do not belong together",
                "%s：`%s %s` 与 `%s %s` 都写入文件夹 `%s`，其头文件与库互不匹配",
                target,
                one.name(),
                one.version(),
                other.name(),
                other.version(),
                folder))
        .hint(
            Text.of(
                "ask for one of them, and for packages that depend on that one",
                "只保留其中之一，并选用依赖它的软件包"));
  }

  private static Set<PackageName> names(String... names) {
    return Set.copyOf(Stream.of(names).map(PackageName::of).toList());
  }
}
