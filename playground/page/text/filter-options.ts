export interface Choice {
  text: string;
  value: string;
  description?: string;
}
export interface ChoiceGroup {
  label: string | null;
  options: Choice[];
}

/** Choices whose text or description contains every typed word, ignoring case; empty groups are dropped. */
export function filterOptions(groups: ChoiceGroup[], typed: string): ChoiceGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ text, description = '' }: Choice) => {
    const haystack = `${text} ${description}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  };
  return groups
    .map(({ label, options }) => ({ label, options: options.filter(fits) }))
    .filter(({ options }) => options.length > 0);
}
