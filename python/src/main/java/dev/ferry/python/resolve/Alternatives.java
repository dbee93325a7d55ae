package dev.ferry.python.resolve;

import dev.ferry.model.Alternative;
import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.resolve.NearbyRequests.Nearby;
import dev.ferry.python.version.Version;
import dev.ferry.python.version.VersionSpecifiers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The nearest things that can be had where a request cannot, each resolved over the same index, for
 * every target, before it is named. The order is fixed: another version of what was asked for, the
 * build for the CPU instead of the one for a GPU, a build from source, the machine without its GPU,
 * the oldest driver, C library or C++ library that works, smaller pages, another Python, another
 * architecture, one of the requirements dropped. At most five; what the time did not suffice for is
 * named as untried.
 */
public final class Alternatives {
  /** How long all of them may take together. */
  public static final Duration BUDGET = Duration.ofSeconds(10);

  private static final int MOST = 5;

  private final Resolver resolver;
  private final Command command;
  private final Duration budget;

  /** Writes the user's own command with one change. */
  @FunctionalInterface
  public interface Command {
    String of(Change change);

    /** A machine with each of its other Pythons, where the command line can choose among them. */
    default List<Target> otherPythons(Target target) {
      return List.of();
    }
  }

  public Alternatives(Resolver resolver, Command command) {
    this(resolver, command, BUDGET);
  }

  Alternatives(Resolver resolver, Command command, Duration budget) {
    this.resolver = resolver;
    this.command = command;
    this.budget = budget;
  }

  /**
   * The failure with the alternatives that were found; any other failure than an infeasible request
   * is returned as it is.
   *
   * @param request the one that has no solution
   * @param others what the same command asks for on its other targets
   */
  public FerryException addTo(
      FerryException failure, ResolveRequest request, List<ResolveRequest> others) {
    if (failure.failure() != Failure.INFEASIBLE) {
      return failure;
    }
    return failure.alternatives(find(request, others));
  }

  private List<Alternative> find(ResolveRequest request, List<ResolveRequest> others) {
    long end = System.nanoTime() + budget.toNanos();
    List<Trial> trials = trials(request, others, end);
    List<Alternative> found = new ArrayList<>();
    List<Alternative> untried = new ArrayList<>();
    Map<Class<?>, Integer> named = new HashMap<>();
    for (Trial trial : trials) {
      if (found.size() == MOST
          || named.getOrDefault(trial.near().getClass(), 0) >= trial.near().most()) {
        continue;
      }
      Optional<Alternative> one = trial.await(end);
      one.ifPresent(
          alternative -> {
            named.merge(trial.near().getClass(), 1, Integer::sum);
            (alternative.tried() ? found : untried).add(alternative);
          });
    }
    trials.forEach(Trial::stop);
    found.addAll(untried.subList(0, Math.min(untried.size(), MOST - found.size())));
    return found;
  }

  /** Nothing if the time went by before it was known what the failure rests on. */
  private List<Trial> trials(ResolveRequest request, List<ResolveRequest> others, long end) {
    FutureTask<Blame> blame = start(() -> resolver.blame(request));
    try {
      Blame why = blame.get(left(end), TimeUnit.NANOSECONDS);
      return NearbyRequests.of(request, why, command.otherPythons(request.target())).stream()
          .filter(near -> !isThereAlready(near, others))
          .map(near -> new Trial(near, request, others))
          .toList();
    } catch (TimeoutException | ExecutionException unknown) {
      blame.cancel(true);
      return List.of();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** A machine that the same command names already is nothing new. */
  private static boolean isThereAlready(Nearby near, List<ResolveRequest> others) {
    Optional<Change> change =
        switch (near) {
          case Nearby.One one -> Optional.of(one.change());
          case Nearby.Python python -> Optional.of(python.change());
          case Nearby.AnyVersion any -> Optional.empty();
          case Nearby.Lowest lowest -> Optional.empty();
        };
    return change.isPresent()
        && change.get() instanceof Change.OtherMachine machine
        && others.stream().anyMatch(one -> one.target().name().equals(machine.to().name()));
  }

  private static long left(long end) {
    return Math.max(0, end - System.nanoTime());
  }

  private static <T> FutureTask<T> start(java.util.concurrent.Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.startVirtualThread(task);
    return task;
  }

  /** One attempt, under way from the beginning. */
  private final class Trial {
    private final Nearby near;
    private final ResolveRequest request;
    private final List<ResolveRequest> others;
    private final FutureTask<Change> work;

    Trial(Nearby near, ResolveRequest request, List<ResolveRequest> others) {
      this.near = near;
      this.request = request;
      this.others = others;
      this.work = start(this::findChange);
    }

    Nearby near() {
      return near;
    }

    void stop() {
      work.cancel(true);
    }

    /** Nothing if it was tried in vain. */
    Optional<Alternative> await(long end) {
      try {
        return Optional.of(alternative(work.get(left(end), TimeUnit.NANOSECONDS), true));
      } catch (TimeoutException late) {
        return Optional.of(alternative(untried(), false));
      } catch (ExecutionException failed) {
        return failed.getCause() instanceof FerryException why
                && why.failure() != Failure.INFEASIBLE
                && why.failure().exitCode() == Failure.SOURCE.exitCode()
            ? Optional.of(alternative(untried(), false))
            : Optional.empty();
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }

    private Alternative alternative(Change change, boolean tried) {
      return new Alternative(command.of(change), tried, change.what());
    }

    private Change untried() {
      return switch (near) {
        case Nearby.One one -> one.change();
        case Nearby.Python python -> python.change();
        case Nearby.AnyVersion any -> any.free();
        case Nearby.Lowest lowest -> lowest.ascending().getLast();
      };
    }

    /** The change that works, or a failure. */
    private Change findChange() {
      return switch (near) {
        case Nearby.One one -> working(one.change());
        case Nearby.Python python -> working(python.change());
        case Nearby.AnyVersion any -> version(any.free());
        case Nearby.Lowest lowest -> lowest(lowest.ascending());
      };
    }

    private Change working(Change change) {
      resolver.quietly(change.applyTo(request));
      onOthers(change);
      return change;
    }

    private void onOthers(Change change) {
      for (ResolveRequest other : others) {
        resolver.quietly(change.applyTo(other));
      }
    }

    private Change version(Change.OtherRequirement free) {
      Resolution resolution = resolver.quietly(free.applyTo(request));
      Requirement wanted = free.instead();
      Version version =
          resolution.packages().stream()
              .filter(one -> one.name().equals(wanted.name()))
              .map(ResolvedPackage::version)
              .findFirst()
              .orElseThrow();
      Requirement pinned =
          new Requirement(
              wanted.name(),
              wanted.extras(),
              VersionSpecifiers.exactly(version),
              Optional.empty(),
              wanted.marker());
      Text what = Text.of("`%s` %s", "`%s` %s", wanted.name(), version);
      Change change = new Change.OtherRequirement(free.name(), pinned, what);
      onOthers(change);
      return change;
    }

    /** By halves: what works for one machine works for every later one. */
    private Change lowest(List<Change> ascending) {
      Change best = working(ascending.getLast());
      int low = 0;
      int high = ascending.size() - 1;
      while (low < high) {
        int middle = (low + high) / 2;
        if (works(ascending.get(middle))) {
          best = ascending.get(middle);
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return best;
    }

    private boolean works(Change change) {
      try {
        working(change);
        return true;
      } catch (FerryException inVain) {
        if (inVain.failure() == Failure.INFEASIBLE) {
          return false;
        }
        throw inVain;
      }
    }
  }
}
