// Where uploads go: the form of the gallery that is shown, which changes with the store.
export const form = () => document.getElementById("upload");
export const csrf = () => form().querySelector('[name="_csrf_token"]').value;
