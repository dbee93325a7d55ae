package dev.ferry.python.resolve;

import dev.ferry.model.Alternative;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.version.VersionSpecifiers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The nearest things that can be had where a request cannot, each resolved over the same index
 * before it is named. The order is fixed: another version of what was asked for, the build for the
 * CPU instead of the one for a GPU, another Python, another architecture, another C library, one of
 * the requirements dropped. At most five; what the time did not suffice for is named as untried.
 */
public final class Alternatives {
  /** How long all of them may take together. */
  public static final Duration BUDGET = Duration.ofSeconds(10);

  private static final int MOST = 5;

  private final Resolver resolver;
  private final Command command;

  /** Writes a changed request as the command that a person could type. */
  @FunctionalInterface
  public interface Command {
    String of(ResolveRequest changed);
  }

  public Alternatives(Resolver resolver, Command command) {
    this.resolver = resolver;
    this.command = command;
  }

  /**
   * The failure with the alternatives that were found; any other failure than an infeasible request
   * is returned as it is.
   */
  public FerryException addTo(FerryException failure, ResolveRequest request) {
    if (failure.failure() != dev.ferry.model.Failure.INFEASIBLE) {
      return failure;
    }
    return failure.alternatives(find(request));
  }

  /** Tries what is near a request that has no solution. */
  public List<Alternative> find(ResolveRequest request) {
    long end = System.nanoTime() + BUDGET.toNanos();
    List<Trial> trials = new ArrayList<>();
    for (Nearby near : NearbyRequests.of(request, resolver.blame(request))) {
      trials.add(start(near));
    }
    List<Alternative> found = new ArrayList<>();
    List<Alternative> untried = new ArrayList<>();
    for (Trial trial : trials) {
      if (found.size() < MOST) {
        trial
            .await(end - System.nanoTime())
            .ifPresent(one -> (one.tried() ? found : untried).add(one));
      }
    }
    for (Alternative one : untried) {
      if (found.size() < MOST) {
        found.add(one);
      }
    }
    return found;
  }

  /**
   * A request near the one that failed.
   *
   * @param pin the project whose version, once found, becomes part of the command
   * @param what is different, without that version
   */
  record Nearby(ResolveRequest request, @Nullable PackageName pin, Text what) {}

  private Trial start(Nearby near) {
    FutureTask<Resolution> work = new FutureTask<>(() -> resolver.withoutBuilding(near.request()));
    Thread.startVirtualThread(work);
    return new Trial(near, work);
  }

  private final class Trial {
    private final Nearby near;
    private final FutureTask<Resolution> work;

    Trial(Nearby near, FutureTask<Resolution> work) {
      this.near = near;
      this.work = work;
    }

    /** Nothing if it was tried in vain. */
    Optional<Alternative> await(long nanos) {
      try {
        return Optional.of(found(work.get(Math.max(0, nanos), TimeUnit.NANOSECONDS)));
      } catch (TimeoutException late) {
        return near.pin() == null
            ? Optional.of(new Alternative(command.of(near.request()), false, near.what()))
            : Optional.empty();
      } catch (ExecutionException inVain) {
        return Optional.empty();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }

    private Alternative found(Resolution resolution) {
      PackageName pin = near.pin();
      if (pin == null) {
        return new Alternative(command.of(near.request()), true, near.what());
      }
      for (ResolvedPackage one : resolution.packages()) {
        if (one.name().equals(pin)) {
          VersionSpecifiers exactly = VersionSpecifiers.exactly(one.version());
          ResolveRequest pinned =
              NearbyRequests.change(near.request(), pin, old -> with(old, exactly));
          return new Alternative(
              command.of(pinned), true, Text.of("`%s` %s", "`%s` %s", pin, one.version()));
        }
      }
      throw new IllegalStateException("not part of its own resolution: " + pin);
    }
  }

  static Requirement with(Requirement old, VersionSpecifiers specifiers) {
    return new Requirement(old.name(), old.extras(), specifiers, Optional.empty(), old.marker());
  }
}
