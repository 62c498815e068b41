"""The addresses of our own pages, beside Gradio's at "/"."""

SIGN_IN, SIGN_OUT, SET_UP, PASSWORD, ACCOUNTS = "/masuk", "/keluar", "/mulai", "/sandi", "/akun"
SINGLE_SIGN_ON, SINGLE_SIGN_ON_BACK = "/masuk/sso", "/masuk/sso/kembali"
UPLOAD = "/unggah"
HEALTH = "/healthz"
DOOR_STYLE = "/aset/masuk.css"
EXPORTS = "/ekspor"
