const box = document.querySelector(".search"), field = box.querySelector("input");
const letters = [...document.querySelectorAll(".letters > li")], count = box.querySelector("output");
box.hidden = false;
field.addEventListener("input", () => {
  const wanted = field.value.trim().toLocaleLowerCase();
  for (const letter of letters) letter.hidden = !letter.textContent.toLocaleLowerCase().includes(wanted);
  count.textContent = `${letters.filter((letter) => !letter.hidden).length} / ${letters.length}`;
});
