package dev.ferry.model;

/** A language that Ferry speaks. */
public enum Language {
  ENGLISH,
  CHINESE
}
