package dev.ferry.scan.fit;

import dev.ferry.model.Accelerator;
import dev.ferry.model.FerryException;
import dev.ferry.model.Libc;
import dev.ferry.model.Target;
import dev.ferry.python.filename.WheelFilename;
import dev.ferry.python.index.IndexFile;
import dev.ferry.python.index.PackageIndex;
import dev.ferry.python.name.PackageName;
import dev.ferry.python.resolve.CandidateCheck;
import dev.ferry.python.resolve.Misfit;
import dev.ferry.python.wheel.NativeFacts;
import dev.ferry.python.wheel.NativeInspector;
import dev.ferry.python.wheel.RangedBytes;
import dev.ferry.python.wheel.WheelArchive;
import dev.ferry.python.wheel.WheelMember;
import dev.ferry.python.wheel.WheelRecord;
import dev.ferry.python.wheel.WheelRecords;
import dev.ferry.store.FactStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for a reason against a wheel while a set is resolved, by a few ranged reads.
 *
 * <p>Who is asked: wheels with compiled code whose tag names no glibc release ({@code
 * linux_x86_64}) or names it in the old way ({@code manylinux1}), for those are written by hand and
 * lie. A tag of PEP 600 ({@code manylinux_2_17_x86_64}) comes out of a tool that looked into the
 * libraries; it is believed here and proved when the bytes come.
 *
 * <p>What was seen is kept, so that the same wheel costs nothing for the next target. Where one
 * release fails, the same library of the next release is looked at first, and alone.
 */
public final class CheapFitCheck implements CandidateCheck {
  private static final Pattern PEP_600 = Pattern.compile("manylinux_(\\d+)_(\\d+)_.*");
  private static final Executor VIRTUAL = task -> Thread.ofVirtual().name("fit").start(task);

  private final PackageIndex index;
  private final FactStore facts;
  private final WheelRecords records;
  private final NativeInspector inspector;
  private final Set<String> waived;
  private final Map<IndexFile, CompletableFuture<SeenLibraries>> seen = new ConcurrentHashMap<>();
  private final Map<PackageName, String> suspects = new ConcurrentHashMap<>();

  /**
   * @param records of wheels that were read whole before
   * @param waived paths in wheels that are not judged ({@code fit.ignore} of a spec)
   */
  public CheapFitCheck(
      PackageIndex index,
      FactStore facts,
      WheelRecords records,
      NativeInspector inspector,
      Set<String> waived) {
    this.index = index;
    this.facts = facts;
    this.records = records;
    this.inspector = inspector;
    this.waived = Set.copyOf(waived);
  }

  /** Begins to read what {@link #disprove} will ask for. Returns at once; failures show there. */
  public void prefetch(Target target, IndexFile wheel) {
    Optional<WheelFilename> name =
        WheelFilename.findWheel(wheel.filename()).filter(parsed -> suspicious(parsed, target));
    if (name.isPresent()) {
      VIRTUAL.execute(
          () -> {
            if (wheel.sha256().flatMap(records::find).isEmpty()) {
              seen(name.get().name(), wheel).join();
            }
          });
    }
  }

  @Override
  public Verdict disprove(Target target, IndexFile wheel) {
    Optional<WheelFilename> name = WheelFilename.findWheel(wheel.filename());
    if (name.isEmpty() || name.get().isPure()) {
      return new Verdict.NotDisproved();
    }
    Optional<Misfit> driver = driver(target, name.get(), wheel);
    if (driver.isPresent()) {
      return new Verdict.Unfit(driver.get());
    }
    Optional<WheelRecord> record = wheel.sha256().flatMap(records::find);
    if (record.isPresent()) {
      return byRecord(target, record.get());
    }
    if (!suspicious(name.get(), target)) {
      return new Verdict.NotDisproved();
    }
    Optional<Misfit> misfit = bySample(target, name.get().name(), wheel);
    return misfit.isPresent() ? new Verdict.Unfit(misfit.get()) : new Verdict.NotDisproved();
  }

  private Optional<Misfit> bySample(Target target, PackageName name, IndexFile wheel) {
    SeenLibraries libraries = seen(name, wheel).join();
    Optional<Misfit> misfit = judge(target, libraries);
    if (misfit.isEmpty() && !libraries.complete()) {
      CompletableFuture<SeenLibraries> full =
          CompletableFuture.completedFuture(sample(wheel, Optional.empty()));
      seen.put(wheel, full);
      misfit = judge(target, full.join());
    }
    misfit.ifPresent(found -> suspects.put(name, found.path()));
    return misfit;
  }

  private Verdict byRecord(Target target, WheelRecord record) {
    FitReport report = new SetFit(target, waived, Set.of()).prove(List.of(record));
    return report.wheels().getFirst().misfits().stream()
        .findFirst()
        .<Verdict>map(Verdict.Unfit::new)
        .orElseGet(Verdict.Proven::new);
  }

  /** Metadata is asked only where it can matter: it is cached by then in most cases. */
  private Optional<Misfit> driver(Target target, WheelFilename name, IndexFile wheel) {
    if (!(target.accelerator() instanceof Accelerator.Cuda)) {
      return Optional.empty();
    }
    CudaFit byName = CudaFit.of(name, wheel.source() + "/" + wheel.location().getPath());
    if (byName.release().isPresent()) {
      return byName.judge(target);
    }
    try {
      return CudaFit.of(index.metadata(wheel)).judge(target);
    } catch (FerryException unreadable) {
      return Optional.empty();
    }
  }

  /** Whether a wheel's tags leave a doubt worth a request. */
  private static boolean suspicious(WheelFilename wheel, Target target) {
    if (wheel.isPure()) {
      return false;
    }
    return target.libc().family() == Libc.Family.MUSL
        ? wheel.tags().stream().noneMatch(tag -> tag.platform().startsWith("musllinux_"))
        : wheel.tags().stream().noneMatch(tag -> promises(tag.platform(), target));
  }

  private static boolean promises(String platform, Target target) {
    Matcher matcher = PEP_600.matcher(platform);
    return matcher.matches()
        && matcher.group(1).length() == 1
        && matcher.group(2).length() <= 3
        && dev.ferry.model.SymbolVersion.parse(matcher.group(1) + "." + matcher.group(2))
                .compareTo(target.libc().version())
            <= 0;
  }

  private CompletableFuture<SeenLibraries> seen(PackageName name, IndexFile wheel) {
    return seen.computeIfAbsent(
        wheel,
        key ->
            CompletableFuture.supplyAsync(
                () ->
                    SeenLibraries.find(facts, wheel)
                        .orElseGet(() -> sample(wheel, Optional.ofNullable(suspects.get(name)))),
                VIRTUAL));
  }

  /**
   * Reads the suspect alone if the wheel has it, else the smallest libraries. A wheel that cannot
   * be read by range is not disproved; reading it whole will tell more.
   */
  private SeenLibraries sample(IndexFile wheel, Optional<String> suspect) {
    try (RangedBytes bytes = index.open(wheel)) {
      WheelArchive archive = WheelArchive.directoryOnly(bytes, wheel.filename());
      Optional<WheelMember> member = suspect.flatMap(archive::find).filter(LibrarySampler::small);
      List<WheelMember> members =
          member.map(List::of).orElseGet(() -> LibrarySampler.choose(archive));
      boolean cxxCarried =
          archive.members().stream()
              .anyMatch(each -> each.path().endsWith("/" + LibraryRules.CXX_LIBRARY));
      Map<String, NativeFacts> libraries =
          new LibrarySampler(bytes, archive, inspector).read(members);
      SeenLibraries found = new SeenLibraries(member.isEmpty(), cxxCarried, libraries);
      found.keep(facts, wheel);
      return found;
    } catch (FerryException unreadable) {
      return new SeenLibraries(true, false, Map.of());
    }
  }

  private Optional<Misfit> judge(Target target, SeenLibraries libraries) {
    LibraryRules rules = new LibraryRules(target);
    Roots roots = new Roots(target);
    for (Map.Entry<String, NativeFacts> library : libraries.libraries().entrySet()) {
      String path = library.getKey();
      NativeFacts facts = library.getValue();
      if (waived.contains(path)) {
        continue;
      }
      boolean root = roots.isModuleByName(path.substring(path.lastIndexOf('/') + 1));
      Optional<Misfit> misfit = root ? rules.loading(path, facts) : Optional.empty();
      if (misfit.isEmpty() && facts.fault().isEmpty() && rules.runs(facts)) {
        misfit = rules.versions(path, facts, libraries.cxxCarried());
      }
      if (misfit.isPresent()) {
        return misfit;
      }
    }
    return Optional.empty();
  }
}
