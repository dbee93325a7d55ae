package dev.ferry.carry.parcel;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What parcels lie somewhere. Files are known by what is in them, never by their names. Only
 * headers and manifests are read.
 *
 * @param parcels by id
 * @param strangers files that were parts once, but of no parcel that is known here
 */
public record ParcelScan(List<FoundParcel> parcels, List<FileFault> strangers) {
  private static final int MOST_PARCELS = 1000;

  /** Most bytes of all manifests together: they are kept in memory. */
  private static final long MOST_MANIFESTS = 64 << 20;

  public ParcelScan {
    parcels = List.copyOf(parcels);
    strangers = List.copyOf(strangers);
  }

  /** What was found of one parcel. */
  private record Heap(FoundManifest manifest, List<PartFile> files) {}

  /**
   * Looks into files and folders, four folders deep.
   *
   * @throws FerryException of kind ENVIRONMENT where a place cannot be read, REFUSED where there
   *     are too many files
   */
  public static ParcelScan scan(List<Path> places) {
    SortedMap<ParcelId, List<PartFile>> known = new TreeMap<>();
    List<PartFinder.Candidate> headless = new ArrayList<>();
    for (PartFinder.Candidate candidate : PartFinder.find(places)) {
      Optional<PartHeader> header = header(candidate).flatMap(PartHeader::find);
      if (header.isEmpty()) {
        headless.add(candidate);
        continue;
      }
      PartFile file = PartFile.of(candidate.file(), candidate.size(), header.get());
      known.computeIfAbsent(header.get().parcel(), id -> new ArrayList<>()).add(file);
      requireFew(known.size());
    }
    List<Heap> heaps = new ArrayList<>();
    long manifests = 0;
    for (Map.Entry<ParcelId, List<PartFile>> entry : known.entrySet()) {
      FoundManifest found = FoundManifest.find(entry.getKey(), entry.getValue());
      manifests += found.manifest().map(ParcelManifest::size).orElse(0);
      requireSmall(manifests);
      heaps.add(new Heap(found, entry.getValue()));
    }
    List<FileFault> strangers = new ArrayList<>();
    for (PartFinder.Candidate candidate : headless) {
      salvage(candidate, heaps, strangers);
    }
    return new ParcelScan(
        heaps.stream().map(heap -> FoundParcel.of(heap.manifest(), heap.files())).toList(),
        strangers);
  }

  private static Optional<byte[]> header(PartFinder.Candidate candidate) {
    return PartFile.headless(candidate.file(), candidate.size(), 0, 0).find(0, PartHeader.SIZE);
  }

  private static void salvage(
      PartFinder.Candidate candidate, List<Heap> heaps, List<FileFault> strangers) {
    boolean likeAPart = header(candidate).filter(HeaderLikeness::of).isPresent();
    for (Heap heap : heaps) {
      if (heap.manifest().manifest().isPresent()) {
        FoundManifest found = heap.manifest();
        Salvage salvage = new Salvage(found.manifest().orElseThrow(), found.packed().length);
        Optional<PartFile> file = salvage.find(candidate, likeAPart);
        if (file.isPresent()) {
          heap.files().add(file.get());
          return;
        }
      }
    }
    if (likeAPart) {
      strangers.add(
          new FileFault(
              candidate.file(),
              Text.of(
                  "it was a part of a parcel, its beginning is damaged, and nothing tells which",
                  "曾是某包裹的分卷，开头已损坏，无法辨认属于哪一卷")));
    }
  }

  private static void requireSmall(long manifests) {
    if (manifests > MOST_MANIFESTS) {
      throw new FerryException(
              Failure.REFUSED,
              Text.of(
                  "Cannot look into so many parcels at once: their manifests have more than %d"
                      + " bytes",
                  "一次查看的包裹过多：清单总计超过 %d 字节", MOST_MANIFESTS))
          .hint(Text.of("Name fewer folders", "请减少指定的文件夹"));
    }
  }

  private static void requireFew(int parcels) {
    if (parcels > MOST_PARCELS) {
      throw new FerryException(
          Failure.REFUSED,
          Text.of("Cannot look into more than %d parcels at once", "一次最多查看 %d 个包裹", MOST_PARCELS));
    }
  }
}
