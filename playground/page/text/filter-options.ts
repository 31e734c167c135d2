/** One choice of a select or a type-ahead. */
export interface Choice {
  text: string;
  value: string;
  description?: string;
}
export interface ChoiceGroup {
  label: string | null;
  options: Choice[];
}

/** The choices that contain every typed word, in any case, in their text or description; empty groups are left out. */
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
